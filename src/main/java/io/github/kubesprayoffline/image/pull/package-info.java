/** Brings the locked images into the store and an image layout. */
package io.github.kubesprayoffline.image.pull;
