/**
 * Writes the variables that make Kubespray use the mirror, and proves that nothing else is called
 * for.
 */
package io.github.kubesprayoffline.config;
