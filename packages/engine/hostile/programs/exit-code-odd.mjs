// ends: exit 7
for (const code of [1.5, 'x', {}, NaN, 256 + 7, -1]) { try { process.exitCode = code; } catch (error) { console.log(error.code); } }
process.exitCode = 256 + 7;
