// Imports run before any other line: the version is checked before newer syntax is even read.
import './check-node.mjs';

import('./test-run.mjs').then(({ testRun }) => testRun(process.argv.slice(2)));
