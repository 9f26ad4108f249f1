import { announceAtOnce } from './announce.ts';

let audio: AudioContext | undefined;

/** Browsers let a page make sound only after a first touch; prepared then, so that a 特急 can be heard later. */
export function prepareAlarm(): void {
  document.addEventListener(
    'pointerdown',
    () => {
      try {
        audio ??= new AudioContext();
        void audio.resume();
      } catch {
        // No sound on this device; the vibration and the words remain.
      }
    },
    { once: true },
  );
}

/** Only for 特急 (DESIGN §9): three short tones, a vibration, and the words at once. */
export function soundAlarm(text: string): void {
  announceAtOnce(text);
  navigator.vibrate?.([300, 150, 300, 150, 300]);
  if (audio?.state !== 'running') return;
  for (let i = 0; i < 3; i++) {
    const at = audio.currentTime + i * 0.35;
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    tone.frequency.value = 880;
    loudness.gain.setValueAtTime(0.25, at);
    loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.25);
    tone.connect(loudness).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.25);
  }
}
