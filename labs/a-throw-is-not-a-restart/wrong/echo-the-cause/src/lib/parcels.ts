import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';

export interface Parcel {
  parcel: string;
  order: string;
  courier: string;
}

const pathOf = (id: string) => `data/parcels/${id}.json`;

export function isKnown(id: string): boolean {
  return existsSync(pathOf(id));
}

/** Reads the record of a parcel from the share that the warehouse writes to. */
export async function readParcel(id: string): Promise<Parcel> {
  const file = await open(pathOf(id), 'r');
  try {
    return JSON.parse(await file.readFile('utf8')) as Parcel;
  } finally {
    await file.close();
  }
}
