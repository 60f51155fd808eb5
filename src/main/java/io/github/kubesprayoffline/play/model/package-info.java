/** Plays, roles, blocks and tasks as they are written. */
package io.github.kubesprayoffline.play.model;
