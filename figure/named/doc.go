// Package named makes the figures of a dyad from the catalogue of measures: one
// file a figure, listed in All. It asks measures by name and knows neither
// sources nor drawing; package figure draws what it makes.
//
// To add a figure, write one file with its maker and put it in All.
package named
