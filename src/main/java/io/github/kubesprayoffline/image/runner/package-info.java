/** Builds the image that Kubespray is run from. */
package io.github.kubesprayoffline.image.runner;
