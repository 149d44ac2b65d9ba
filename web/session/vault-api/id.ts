// Every id of the product, as the server gives it or a device makes it.

export type Id = string;
