import { defineConfig } from 'tsup'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    net: 'src/net/index.ts',
    bulk: 'src/bulk/index.ts',
    share: 'src/share/index.ts',
    digitalbazaar: 'src/digitalbazaar/index.ts',
    cli: 'src/cli/main.ts',
    'platform/node': 'src/platform/node.ts',
    'platform/web': 'src/platform/web.ts',
  },
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  dts: {
    entry: ['index', 'net', 'bulk', 'share', 'digitalbazaar'].reduce(
      (all, name) => ({ ...all, [name]: `src/${name === 'index' ? '' : `${name}/`}index.ts` }),
      {},
    ),
  },
  splitting: true,
  sourcemap: true,
  clean: true,
  external: ['#platform', /^node:/],
  // The contexts are data: inlined at build time, so that what is signed never depends on what npm resolves.
  noExternal: [/context/],
})
