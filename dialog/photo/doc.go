// Package photo looks at the photo or PDF of a paper and says whether a clerk could read it.
//
// [Look] works on bytes alone and keeps nothing. It judges what can be judged without
// reading: the kind of file, its size, the picture's pixels, its light and its sharpness.
package photo
