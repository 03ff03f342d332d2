"""Reference values for hashed n-grams, truncated SVD and latent Dirichlet allocation, from scikit-learn.

Writes Fixtures/text.json beside this script. Needs Debian's python3-sklearn (1.2.1). Run: /usr/bin/python3 make_text_fixture.py
The file was made once with seed 5 and committed; tests read it and need no Python.
"""
import json, os
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.decomposition import LatentDirichletAllocation, TruncatedSVD
from sklearn.feature_extraction.text import HashingVectorizer

rng = np.random.default_rng(5)
words = ["budget", "price", "don't", "call me back", "价格", "价格 太高", "a", "ab", "abc", "abcd", "naïve", "Übergröße", "", "quote " * 40]
hasher = HashingVectorizer(analyzer=lambda text: [text], n_features=2 ** 14, norm=None, alternate_sign=True)
hashed = [[int(row.indices[0]), int(row.data[0])] for row in hasher.transform(words)]

# Latent Dirichlet allocation: 4 planted topics over 40 words, 160 texts of 20 to 60 words, the last 40 held out.
topics = np.full((4, 40), 0.2)
for k in range(4):
    topics[k, 10 * k:10 * k + 10] = rng.uniform(2, 6, size=10)
topics /= topics.sum(1, keepdims=True)
counts = np.zeros((160, 40), dtype=int)
for d in range(160):
    share = rng.dirichlet(np.full(4, 0.3))
    counts[d] = rng.multinomial(rng.integers(20, 60), share @ topics)
lda = min((LatentDirichletAllocation(n_components=4, learning_method="batch", max_iter=100, mean_change_tol=1e-4, random_state=seed).fit(counts[:120]) for seed in range(5)),
          key=lambda model: model.perplexity(counts[:120]))

matrix = csr_matrix(np.where(rng.random((60, 45)) < 0.15, rng.integers(1, 9, size=(60, 45)), 0).astype(float))
svd = TruncatedSVD(n_components=5, algorithm="arpack", random_state=0).fit(matrix)
json.dump({
    "words": words, "hashed": hashed, "topics": topics.round(6).tolist(), "counts": counts.tolist(),
    "trainPerplexity": lda.perplexity(counts[:120]), "testPerplexity": lda.perplexity(counts[120:]),
    "matrix": matrix.toarray().astype(int).tolist(), "singularValues": svd.singular_values_.tolist(), "components": svd.components_.round(7).tolist(),
}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "Fixtures", "text.json"), "w"), ensure_ascii=False)
