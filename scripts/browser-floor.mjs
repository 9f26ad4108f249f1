// What is built for browsers contains nothing above the floor (chrome99, safari15.4, firefox102: phones inside DingTalk and the desks of
// district offices). Vite lowers syntax, never features of the library or of CSS; this reads what it wrote.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { webApps } from './build-web.mjs';
import { root } from './installed.mjs';

const css = {
  ':has()': /(?<!selector\():has\(/g,
  'container query': /@container|container-type/g,
  nesting: /[{;]\s*&/g,
  'dvh, svh, lvh': /\d[dsl]v[hw]\b/g,
  'color-mix()': /color-mix\(/g,
  'oklch(), oklab(), lab(), lch()': /[\s:(](oklch|oklab|lab|lch)\(/g,
  '@scope': /@scope/g,
  subgrid: /subgrid/g,
  'range in a media query': /@media[^{]*\(\s*(width|height)\s*[<>]/g,
  'translate, rotate, scale as properties': /[{;](translate|rotate|scale):/g,
};

const js = {
  'toSorted, toReversed, toSpliced': /\.to(Sorted|Reversed|Spliced)\(/g,
  'findLast, findLastIndex': /\.findLast(Index)?\(/g,
  'Object.groupBy, Map.groupBy': /\b(Object|Map)\.groupBy\b/g,
  'Promise.withResolvers, Promise.try': /\bPromise\.(withResolvers|try)\b/g,
  'Array.fromAsync': /\bArray\.fromAsync\b/g,
  'AbortSignal.any, .timeout': /\bAbortSignal\.(any|timeout)\b/g,
  'URL.canParse': /\bURL\.canParse\b/g,
  'set operations': /\.(symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom)\(/g,
  'isWellFormed, toWellFormed': /\.(isWellFormed|toWellFormed)\(/g,
  popover: /\b(showPopover|hidePopover|togglePopover)\(|\bpopover(Target)?\b\s*[:=]/g,
  inert: /\binert\b\s*[:=]|setAttribute\(["'`]inert/g,
  lookbehind: /\(\?<[=!]/g,
  'class static block': /[{;}]static\{/g,
  requestIdleCallback: /\brequestIdleCallback\(/g,
  adoptedStyleSheets: /\badoptedStyleSheets\b/g,
  Temporal: /\bTemporal\./g,
};

// Seen, read, and harmless: the library asks first, or only knows the name. `near` must be found around the place.
const allowed = [
  {
    feature: 'inert',
    near: /suppressContentEditableWarning|capture|"?hidden"?|itemScope/,
    because: 'React names the attribute in its table of properties',
  },
  {
    feature: ':has()',
    near: /:has\((\$\{[a-z]\}-)?(input|textarea)?:focus-visible\)/,
    because: "antd's ring around a field or an invisible input; apps/console/src/app/global.css draws it where :has() is unknown",
  },
  { feature: ':has()', near: /rowGap:0|border:0,padding:0/, because: 'antd: a gap inside a radio group, a border inside an input group' },
  { feature: ':has()', near: /-drop-indicator\)/, because: 'antd: where a dragged branch of a tree would fall; nothing is dragged' },
  { feature: ':has()', near: /-unique-container/, because: 'antd: the shadow of several notices at once' },
  { feature: ':has()', near: /borderEndStartRadius:0/, because: 'antd: a rounded corner between neighbours' },
  { feature: 'color-mix()', near: /compact-connect-border-color/, because: 'antd: the line between joined buttons, which we do not use' },
  { feature: 'popover', near: /popconfirm/, because: "a component's name in antd's settings" },
  {
    feature: 'lookbehind',
    near: /includeBoundaries/,
    because: "text of antd's address pattern, made into an expression only when asked for",
  },
];

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : /\.(js|css)$/.test(entry.name) ? [path] : [];
  });
}

/** Tests whether a feature is used only where it was asked for: `typeof X.y == "function"`, `"y" in X`, `X.y ? …`, `X?.y?.(`. */
function isGuarded(text, at, match) {
  const name = /[a-zA-Z]+(?=\W*$)/.exec(match)?.[0] ?? '';
  if (!name) return false;
  const around = text.slice(Math.max(0, at - 120), at + match.length + 30);
  return new RegExp(`typeof [\\w$.]*${name}\\b|["'\`]${name}["'\`]\\s*in\\b|${name}\\s*(\\?|&&|==|\\?\\.\\()`).test(around);
}

const found = [];
const folders = process.argv.length > 2 ? process.argv.slice(2) : webApps.map((app) => join(root, 'apps', app, 'dist'));
for (const dist of folders) {
  if (!existsSync(dist)) {
    console.error(`${dist} is not there: build the web apps first (npm start does).`);
    process.exit(1);
  }
  for (const path of files(dist)) {
    const text = readFileSync(path, 'utf8');
    for (const [feature, pattern] of Object.entries(path.endsWith('.css') ? css : { ...css, ...js })) {
      // Styles that are written at run time (antd) stand in the scripts; names alone would be found everywhere there.
      if (path.endsWith('.js') && feature in css && !/:has|container|dvh|color-mix|oklch/.test(feature)) continue;
      for (const match of text.matchAll(pattern)) {
        const around = text.slice(Math.max(0, match.index - 200), match.index + 200);
        if (feature in js && isGuarded(text, match.index, match[0])) continue;
        if (allowed.some((one) => one.feature === feature && one.near.test(around))) continue;
        found.push({
          path: relative(root, path),
          feature,
          around: text.slice(Math.max(0, match.index - 60), match.index + 60).replace(/\s+/g, ' '),
        });
      }
    }
  }
}
for (const { path, feature, around } of found) console.error(`${path}: ${feature}\n    … ${around} …`);
if (found.length > 0) {
  console.error(
    `${found.length} above the floor. Take another way, ask first, or add it to \`allowed\` in scripts/browser-floor.mjs with the reason.`,
  );
  process.exit(1);
}
console.log('nothing above chrome99, safari15.4, firefox102');
