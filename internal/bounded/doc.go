// Package bounded reads what others wrote without being kept busy by it: files
// that are files, of a size; YAML that is neither deep nor wide nor a riddle. The
// YAML library takes time and memory that grow with the square of what is nested
// or of the keys in one place, so its readers are guarded before they begin.
package bounded
