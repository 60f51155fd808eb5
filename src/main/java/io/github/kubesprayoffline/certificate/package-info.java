/** Makes or obtains the certificate that a mirror shows: a CA of one's own, or ACME. */
package io.github.kubesprayoffline.certificate;
