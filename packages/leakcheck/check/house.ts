import type { Plan } from './options.ts';
import { OwnProcess } from './own-process.ts';
import { ServerProcess } from './server-process.ts';
import type { Measured, Subject } from './subject.ts';

/** The one server that runs at a time: a file gets a process for each thing that is measured, a function one server for both. */
export class House {
  readonly #plan: Plan;
  #subject: Subject | undefined;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  async open(measured: Measured): Promise<Subject> {
    const { start } = this.#plan;
    if (start.kind === 'function') {
      const own = this.#subject instanceof OwnProcess ? this.#subject : await OwnProcess.open(this.#plan, start.run);
      if (measured === 'heap') own.unwatch();
      this.#subject = own;
      return own;
    }
    await this.close();
    this.#subject = await ServerProcess.open(this.#plan, start.file, measured);
    return this.#subject;
  }

  async close(): Promise<void> {
    await this.#subject?.close();
    this.#subject = undefined;
  }
}
