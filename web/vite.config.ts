import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const PDF_ASSETS = ['cmaps', 'standard_fonts', 'wasm'];

/** pdf.js fetches character maps, standard fonts and decoders by name; they are served beside the pages. */
function pdfAssets(): Plugin {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  return {
    name: 'pdf-assets',
    generateBundle() {
      for (const folder of PDF_ASSETS) {
        for (const name of readdirSync(join(root, folder))) {
          if (name.startsWith('LICENSE')) continue;
          const source = readFileSync(join(root, folder, name));
          this.emitFile({ type: 'asset', fileName: `pdfjs/${folder}/${name}`, source });
        }
      }
    },
    configureServer(server) {
      server.middlewares.use('/pdfjs/', (request, response, next) => {
        const [folder = '', name = ''] = (request.url ?? '').replace(/^\//, '').split(/[/?]/);
        if (!PDF_ASSETS.includes(folder) || !/^[\w.-]+$/.test(name)) {
          next();
          return;
        }
        response.end(readFileSync(join(root, folder, name)));
      });
    },
  };
}

export default defineConfig({
  plugins: [react(), pdfAssets()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // An inlined font or worker would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
  },
  server: {
    port: 5173,
    proxy: { '/api': process.env.API_ORIGIN ?? 'http://localhost:3000' },
  },
});
