// An error with its cause and its own properties ends the process and is shown whole.
class PaymentError extends Error {
  name = 'PaymentError';
  constructor(message, options) { super(message, options); this.amount = 5; }
}
function charge() { throw new TypeError('card expired'); }
function order() { try { charge(); } catch (cause) { throw new PaymentError('cannot charge', { cause }); } }
process.on('exit', (code) => console.log('exit', code));
setTimeout(() => console.log('never'), 100);
await null;
order();
