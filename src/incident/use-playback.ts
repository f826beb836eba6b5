import { useEffect, useState } from 'preact/hooks';

/** Minutes of the evening that a second takes. */
export const SPEEDS = [2, 6, 20] as const;

export interface Playback {
  readonly minute: number;
  readonly isPlaying: boolean;
  readonly speed: number;
  /** Goes there, and stops. */
  seek(minute: number): void;
  toggle(): void;
  setSpeed(speed: number): void;
}

/** The clock of the replay: whole minutes, from 0 to `minutes`. With reduced motion it steps once a second. */
export function usePlayback(minutes: number): Playback {
  const [minute, setMinute] = useState(0);
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<number>(SPEEDS[1]);
  const isOver = minute >= minutes;

  useEffect(() => {
    if (!isPlaying) return;
    const step = matchMedia('(prefers-reduced-motion: reduce)').matches ? speed : 1;
    const timer = setInterval(() => setMinute((now) => Math.min(minutes, now + step)), (1000 * step) / speed);
    return () => clearInterval(timer);
  }, [isPlaying, speed, minutes]);
  useEffect(() => {
    if (isOver) setPlaying(false);
  }, [isOver]);

  return {
    minute,
    isPlaying,
    speed,
    setSpeed,
    seek(to) {
      setPlaying(false);
      setMinute(Math.max(0, Math.min(minutes, Math.round(to))));
    },
    toggle() {
      if (!isPlaying && isOver) setMinute(0);
      setPlaying(!isPlaying);
    },
  };
}
