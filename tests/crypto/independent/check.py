# Runs the decoder on the vectors: check.py FOLDER WORDS, with BIP39's list as JSON in the file WORDS. Every valid entry has to open
# to what it says, every invalid one to be refused. One line of JSON for each file; ends with 1 where anything was otherwise.
import json, sys
import check_foundations, check_messages, check_accounts, check_invitations
from ledger import results

for result in results.values():
    print(json.dumps(result))
sys.exit(any(result["wrong"] for result in results.values()))
