/** Speaks OCI distribution, on jib-core. */
package io.github.kubesprayoffline.registry;
