/** Is called with the name of a command that is sent; what it returns is called with how that ended. */
export type NoteSent = (command: string) => (status: string) => void;
