// ends: stalled 137
while (true);
