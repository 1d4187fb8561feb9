import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vitest.config.ts'

const shared = mergeConfig(base, defineConfig({ test: { testTimeout: 600_000 } }))
shared.test.include = ['test/**/*.slow.test.ts']
shared.test.exclude = ['**/node_modules/**']
export default shared
