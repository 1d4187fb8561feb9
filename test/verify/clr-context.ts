export const CLR = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json'
