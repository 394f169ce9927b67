#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// What one start has compiled is there for the next. Nothing of Kith may be imported before: that would be compiled anew.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/kith', import.meta.url)));
await import('./cli/kith.ts');
