/** Requests with retry, redirects, proxies, TLS and credentials. */
package io.github.kubesprayoffline.http;
