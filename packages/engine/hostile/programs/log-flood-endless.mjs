// ends: stalled 137
for (;;) process.stdout.write('y'.repeat(10000));
