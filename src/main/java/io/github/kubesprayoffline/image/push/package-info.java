/** Sends images to a registry, each blob once. */
package io.github.kubesprayoffline.image.push;
