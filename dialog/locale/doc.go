// Package locale holds the message catalogues and prints texts from them.
package locale
