// ends: exit 3
process.on('exit', () => process.exit(3));
process.exit(2);
