// ends: stalled 137
function down() { try { down(); } catch { down(); } }
down();
