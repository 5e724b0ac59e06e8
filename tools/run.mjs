// The built program alone: nothing is installed or built here. Containers begin with this file.
const { runUntilStopped } = await import('../dist/src/main.js');

process.setSourceMapsEnabled(true);
await runUntilStopped();
