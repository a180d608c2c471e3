// Loaded into a child process by --import: the process gets SIGTERM in the moment in which it first listens for it.
const listen = process.on.bind(process);
process.on = (name, listener) => {
  listen(name, listener);
  if (name === 'SIGTERM') process.kill(process.pid, 'SIGTERM');
  return process;
};
