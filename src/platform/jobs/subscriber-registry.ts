import { Injectable } from '@nestjs/common';
import type { Subscriber } from './subscriber.js';

/** The subscriber table. It is code, filled while modules start, so that no message finds nobody. */
@Injectable()
export class SubscriberRegistry {
  private readonly byName = new Map<string, Subscriber>();

  add(subscriber: Subscriber): void {
    if (this.byName.has(subscriber.name))
      throw new Error(`Two subscribers named ${subscriber.name}`);
    this.byName.set(subscriber.name, subscriber);
  }

  get(name: string): Subscriber | undefined {
    return this.byName.get(name);
  }

  namesFor(topic: string): readonly string[] {
    return [...this.byName.values()]
      .filter((subscriber) => subscriber.topics.includes(topic))
      .map((subscriber) => subscriber.name);
  }
}
