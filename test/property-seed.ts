/** `PROPERTY_SEED=<integer>` repeats the random cases of all property tests; without it each run has new ones. */
import fc from 'fast-check'

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['PROPERTY_SEED']) })
