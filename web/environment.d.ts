// What the compiler must know of Next.js without a build: CSS modules, images. (next-env.d.ts is made by each build.)
/// <reference types="next" />
/// <reference types="next/image-types/global" />
