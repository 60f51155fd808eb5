/**
 * Requests with retry, redirects by hand, stall timeouts, proxies, logins and certificates by host.
 * Knows nothing of Maven, files or registries.
 */
package io.github.kubesprayoffline.http;
