/**
 * Writes what a site needs to serve the bundle without Maven: nginx, registry, compose, systemd,
 * one script.
 */
package io.github.kubesprayoffline.kit;
