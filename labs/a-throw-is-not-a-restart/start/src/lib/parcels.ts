import { close, existsSync, open, readFile } from 'node:fs';

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
export function readParcel(id: string): Promise<Parcel> {
  return new Promise((resolve) => {
    open(pathOf(id), 'r', (openError, fd) => {
      if (openError) throw openError;
      readFile(fd, 'utf8', (readError, record) => {
        if (readError) throw readError;
        const found = JSON.parse(record) as Parcel;
        close(fd, () => resolve(found));
      });
    });
  });
}
