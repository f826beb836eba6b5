class AppError extends Error { constructor(message, extra) { super(message); this.name = 'AppError'; this.extra = extra; } }
setTimeout(() => {
  throw new AppError('from a timer', { id: 7 });
}, 1);
