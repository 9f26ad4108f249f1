import { useEffect } from 'react';
import { signInWords } from './sign-in.words.ts';

/** While no server answers the page goes on trying by itself. */
export function LoadProblem({ retry }: { retry: () => void }) {
  useEffect(() => {
    const timer = setInterval(retry, 5000);
    return () => clearInterval(timer);
  }, [retry]);
  return <span className="wait">{signInWords.notRunning}</span>;
}
