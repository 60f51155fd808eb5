/** Runs the stages that a goal needs, in order, each once in a build. */
package io.github.kubesprayoffline.job;
