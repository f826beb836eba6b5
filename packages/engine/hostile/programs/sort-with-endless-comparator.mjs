// ends: stalled 137
[3, 2, 1].sort(() => { for (;;); });
