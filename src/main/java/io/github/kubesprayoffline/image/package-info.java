/** Brings the locked images into the store, and pushes them. */
package io.github.kubesprayoffline.image;
