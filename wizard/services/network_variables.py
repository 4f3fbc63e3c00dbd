"""The environment variables by which this computer's network is known, as requests reads them."""

PROXIES = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY")
BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
