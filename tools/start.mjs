// Imports run before any other line: the version is checked before newer syntax is even read.
import './check-node.mjs';

import('./start-program.mjs').then(({ startProgram }) => startProgram());
