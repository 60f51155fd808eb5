/** Sends requests: retried, redirected, with credentials by origin. */
package io.github.kubesprayoffline.http.transport;
