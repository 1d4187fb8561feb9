/**
 * A signer with a key in an HSM, or in any other device with PKCS#11 (version 3, mechanism CKM_EDDSA). The key never leaves the
 * device: it gets 64 bytes and returns a signature.
 *
 *     PKCS11_MODULE=/usr/lib/softhsm/libsofthsm2.so PKCS11_TOKEN=laurel PKCS11_KEY=issuer PKCS11_PIN=… \
 *       laurel issue graduates.csv --signer ./signer.mjs --issuer profile.json --achievement rust.json --out out
 *
 * ISSUER is the controller of the key, for example did:web:example.edu; default: the key's own did:key.
 */
import { base58btc } from 'multiformats/bases/base58'
import pkcs11js from 'pkcs11js'

const CKM_EDDSA = 0x00001057

export function signer() {
  const { PKCS11_MODULE, PKCS11_TOKEN, PKCS11_KEY, PKCS11_PIN, ISSUER } = process.env
  const module = new pkcs11js.PKCS11()
  module.load(PKCS11_MODULE)
  module.C_Initialize()
  const slot = module
    .C_GetSlotList(true)
    .find((each) => module.C_GetTokenInfo(each).label.trim() === PKCS11_TOKEN)
  if (slot === undefined) throw new Error(`there is no token "${PKCS11_TOKEN}"`)
  const session = module.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION)
  module.C_Login(session, pkcs11js.CKU_USER, PKCS11_PIN)
  const find = (kind) => {
    const template = [
      { type: pkcs11js.CKA_CLASS, value: kind },
      { type: pkcs11js.CKA_LABEL, value: PKCS11_KEY },
    ]
    module.C_FindObjectsInit(session, template)
    const [found] = module.C_FindObjects(session, 1)
    module.C_FindObjectsFinal(session)
    if (found === undefined) throw new Error(`there is no key "${PKCS11_KEY}" on the token`)
    return found
  }
  const key = find(pkcs11js.CKO_PRIVATE_KEY)
  const [{ value }] = module.C_GetAttributeValue(session, find(pkcs11js.CKO_PUBLIC_KEY), [
    { type: pkcs11js.CKA_EC_POINT },
  ])
  // The point may be in an OCTET STRING. Multikey puts 0xed01 before it.
  const publicKeyMultibase = base58btc.encode(Uint8Array.of(0xed, 0x01, ...value.subarray(-32)))
  const controller = ISSUER ?? `did:key:${publicKeyMultibase}`
  return {
    verificationMethod: `${controller}#${ISSUER === undefined ? publicKeyMultibase : 'key-1'}`,
    controller,
    algorithm: 'Ed25519',
    // laurel verifies each signature with it.
    publicKeyMultibase,
    sign: (bytes) => {
      module.C_SignInit(session, { mechanism: CKM_EDDSA }, key)
      return Uint8Array.from(module.C_Sign(session, Buffer.from(bytes), Buffer.alloc(64)))
    },
  }
}
