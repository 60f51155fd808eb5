/** Writes the variables that make Kubespray use the mirror. */
package io.github.kubesprayoffline.overlay;
