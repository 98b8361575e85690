// Package vote is the field of roll calls in the United Nations General
// Assembly: how often two members vote alike, by several measures, because one
// alone misleads. Only roll calls in which both said yes, abstained or said no
// count; absence is no vote.
package vote
