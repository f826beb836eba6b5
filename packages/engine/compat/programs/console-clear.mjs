// clear() says nothing to what is no terminal, and leaves groups as they are.
console.group('one');
console.log('in it');
console.clear();
console.log('still in it');
console.groupEnd();
const task = console.createTask('work');
console.log(task.run(() => 42));
try {
  console.createTask('');
} catch (error) {
  console.log(error.message);
}
