/**
 * The simulator's certificate for localhost and 127.0.0.1, with its key. Nothing rests on the key being secret: it is
 * in public source, is believed only where a test or the sample workspace names it, and proves nothing anywhere else.
 */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBuDCCAV6gAwIBAgIES0lUSDAKBggqhkjOPQQDAjA7MSUwIwYDVQQKDBxLaXRo
IHNpbXVsYXRvciwgbm90IGEgc2VjcmV0MRIwEAYDVQQDDAlsb2NhbGhvc3QwIBcN
MjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMDsxJTAjBgNVBAoMHEtpdGgg
c2ltdWxhdG9yLCBub3QgYSBzZWNyZXQxEjAQBgNVBAMMCWxvY2FsaG9zdDBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABGFZeoFfpmOB25b2Dm/uXNnF+EcW8IQcGIJS
4yP2QH4f0sANS5obVa4sCEtw0OMU5tJPco6xC/KaCr2rsl6Nf7CjTjBMMBoGA1Ud
EQQTMBGCCWxvY2FsaG9zdIcEfwAAATAPBgNVHRMBAf8EBTADAQH/MB0GA1UdDgQW
BBQcrJrnIgZZ7AjdYVibEQ8jlG0c0jAKBggqhkjOPQQDAgNIADBFAiEAhoTReG32
LcTG9m+6jPAjq9ubZ96ImpjdaEyeVfp6/YkCIELoOTJV4XF9MJEA9gEXUjmHQP58
+wOW2r/2zVBUezEO
-----END CERTIFICATE-----
`;

export const KEY_OF_THE_SIMULATOR = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgnkYg4BQXxiPz4qKC
BpYqGs++ErHkXBlAqt9hGDg5m7qhRANCAARhWXqBX6ZjgduW9g5v7lzZxfhHFvCE
HBiCUuMj9kB+H9LADUuaG1WuLAhLcNDjFObST3KOsQvymgq9q7JejX+w
-----END PRIVATE KEY-----
`;
