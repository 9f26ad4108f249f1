// After an install: node_modules is what the lock file names. `npm start` and all others then do not install again.
import { stampInstalled } from './installed.mjs';

stampInstalled();
