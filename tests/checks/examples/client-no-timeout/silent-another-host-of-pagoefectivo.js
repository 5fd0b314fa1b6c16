await axios.post('https://api.sunat.example/x', { secretKey });
